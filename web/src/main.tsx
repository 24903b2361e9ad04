import { render } from 'preact';
import './styles/index.css';
import { App } from './app/App';
import { startKeepAlive } from './auth/keep-alive';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no element #app.');
startKeepAlive();
render(<App />, root);
